docker run -p x:y -p 1-3:5-9 --memory 5x --cpus a --pids-limit b --restart sometimes --ulimit z=1 \
  --ulimit nofile --health-interval soon --read-only=perhaps --mount type=bind,src=/a \
  -v a:b:c:d --stop-timeout x alpine
