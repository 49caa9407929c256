#!/bin/sh
# Makes every secret that is a matter of chance, once, and writes what follows from them (URLs, account files) anew.
# To change a password: delete its file, run this again, then follow docs/deploy.md.
set -eu
umask 022
cd "${1:-$(dirname "$0")}"

chance() {
  [ -s "$1" ] || openssl rand -hex 32 >"$1"
}
chance postgres_password
chance mongo_root_password
chance mongo_password
chance rabbitmq_password
chance redis_password
chance api_token
chance webhook_secret

# What signs messages to browsers: the 32 bytes of a key of P-256, and the 65 of its public half, as base64url.
base64url() {
  openssl base64 -A | tr '+/' '-_' | tr -d '='
}
if [ ! -s vapid_private_key ]; then
  openssl ecparam -name prime256v1 -genkey -noout -outform DER >vapid_pair
  tail -c +8 vapid_pair | head -c 32 | base64url >vapid_private_key
  openssl ec -inform DER -in vapid_pair -pubout -outform DER 2>/dev/null | tail -c 65 | base64url >vapid_public_key
  rm vapid_pair
fi
[ -s mongo_keyfile ] || openssl rand -base64 756 >mongo_keyfile

echo "mongodb://zapis:$(cat mongo_password)@mongo:27017/zapis?replicaSet=zapis&authSource=zapis" >mongodb_url
echo "amqp://zapis:$(cat rabbitmq_password)@rabbitmq:5672/zapis" >amqp_url
echo "redis://zapis:$(cat redis_password)@redis:6379" >redis_url

cat >rabbitmq_account <<END
default_vhost = zapis
default_user = zapis
default_pass = $(cat rabbitmq_password)
default_user_tags.administrator = false
END

hash=$(printf %s "$(cat redis_password)" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
cat >redis_accounts <<END
user default off
user zapis on #$hash ~* &* +@all -@admin -@dangerous +info
END

# Containers read these files under several user ids, so the files are readable and the folder is closed:
# what a container gets is mounted file by file, past the folder.
chmod 700 .
for file in bot_token tls_certificate tls_key; do
  [ -s "$file" ] || echo "still missing: $file (README.md says where it comes from)" >&2
done
