# Stands in for the official python: Debian's own Python 3.11, with pip that may install for all.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3 python3-pip \
 && rm -rf /var/lib/apt/lists/* /usr/lib/python3.11/EXTERNALLY-MANAGED \
 && ln -s python3 /usr/bin/python
CMD ["python3"]
