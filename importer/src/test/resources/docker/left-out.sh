podman run -d --dns 10.0.0.1 --add-host db:10.0.0.2 --log-driver none --gpus all \
  --device /dev/fuse:/dev/other:rw --security-opt label=disable --pid container:db \
  --network container:web --userns keep-id --expose 80 -P --link db --pull always \
  --mount type=image,src=x,dst=/y --health-start-period 5s --volume-driver x \
  -v /a:/b:U,z --label org.opencontainers.image.title=x --memory $SIZE alpine
