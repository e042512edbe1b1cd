docker run --security-opt seccomp=profiles/web.json --env-file web.env nginx
