# Stands in for the official redis: Debian's, which the other networks of the engine may reach.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends redis-server \
 && rm -rf /var/lib/apt/lists/*
RUN printf '#!/bin/sh\nexec setpriv --reuid=redis --regid=redis --init-groups "$@" --protected-mode no\n' \
    > /usr/local/bin/entrypoint && chmod 755 /usr/local/bin/entrypoint
ENTRYPOINT ["entrypoint"]
CMD ["redis-server"]
