# A web server with about everything.
docker run -dit --rm \
  --name web_1 \
  -e A=1 -e B='x y' -e HOME -e "GREETING=it's ${WHO:-you}" -e A=2 \
  -v "$PWD/site":/usr/share/nginx/html:ro \
  -v data:/var/lib/data -v /cache -v ~/conf:/etc/conf:ro,z,cached \
  --mount type=bind,src=./logs,dst=/var/log,readonly,bind-propagation=rslave \
  --mount type=tmpfs,target=/run,tmpfs-size=64m,tmpfs-mode=1777 \
  --mount type=volume,source=more,destination=/more \
  --tmpfs /tmp:size=16m,mode=1777,exec \
  -p 8080:80 -p 127.0.0.1:9000-9002:90-92/udp -p '[::1]:8443:443' -p ${PORT:-81}:81 \
  --cpus 1.5 --cpu-shares 512 --cpuset-cpus 0-1 --cpuset-mems=0 \
  -m 512m --memory-swap 1g --memory-reservation=256m --memory-swappiness 10 \
  --pids-limit 100 --blkio-weight 300 \
  --cap-drop ALL --cap-add NET_BIND_SERVICE --cap-add=CAP_CHOWN \
  --user "$(id -u):$(id -g)" --group-add audio --group-add 5 \
  --workdir /app --hostname www --read-only \
  --ulimit nofile=1024:4096 --ulimit core=0 --ulimit memlock=-1 \
  --security-opt no-new-privileges --security-opt apparmor=docker-default \
  --restart on-failure:5 --stop-signal SIGQUIT --stop-timeout 30 --init \
  --health-cmd 'curl -f http://localhost/' --health-interval 1m30s \
  --health-timeout=5s --health-retries 3 \
  --label com.example.team=web -l empty \
  --shm-size 128m --oom-score-adj 200 \
  nginx:1.25 nginx -g 'daemon off;'
