docker run alpine 'echo hello
