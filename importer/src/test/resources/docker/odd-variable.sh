docker run alpine echo ${X%%y}
