docker run alpine cat /etc/passwd | wc -l
