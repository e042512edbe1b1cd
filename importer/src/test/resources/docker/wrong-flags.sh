docker run --memroy 512m -x --nmae web alpine
