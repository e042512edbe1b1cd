docker run alpine echo $(whoami)
