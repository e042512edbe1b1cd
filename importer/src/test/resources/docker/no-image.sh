docker run --rm -it
