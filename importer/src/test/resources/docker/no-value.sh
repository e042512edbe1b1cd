docker run --rm --name
