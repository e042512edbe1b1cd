docker run --entrypoint /bin/sh registry.example.org:5000/team/tool:v1@sha256:0123 -c 'echo "$HOME" | wc -c'
