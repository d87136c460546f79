#!/usr/bin/env bash
api=${POSITION_STREAM:-http://localhost:8080}/api/v1/account
token=$(curl -sf -X POST "$api/authenticate" -H 'Content-Type: application/json' -d '{"environment":"simulator"}' |
  sed 's/.*"token":"\([^"]*\)".*/\1/')

curl -sf "$api/positions" -H "Authorization: Bearer $token" && echo

last='' id='' data=''
while true; do
  while IFS= read -r line; do
    case $line in
      id:*) id=${line#id: } ;;
      data:*) data=${line#data: } ;;
      '') [ -n "$data" ] && echo "$data" && last=$id && data='' ;; # the message is whole: resume behind it
    esac
  done < <(curl -sfN "$api/sse/positions" -H "Authorization: Bearer $token" -H "Last-Event-ID: $last")
  sleep 1
done
