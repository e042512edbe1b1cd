sudo docker container run --net=host --pid host --ipc=host --uts host --cgroupns=host --privileged=true --init=false nginx
