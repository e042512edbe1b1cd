docker ps --all
