docker run -p 80:80 traefik:v3.1 --api.insecure=true --providers.docker
