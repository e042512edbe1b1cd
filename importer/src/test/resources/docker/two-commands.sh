docker run a
docker run b
