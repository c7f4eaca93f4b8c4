#!/bin/sh
# /usr/local/sbin/ecabinet: the product's commands, with the settings and as the user of the service.
set -a
. /etc/ecabinet/environment
HOME=/var/lib/ecabinet
set +a
exec runuser -u ecabinet -- /opt/ecabinet/bin/ecabinet "$@"
