#!/bin/sh
# Stands for iw where the kernel has no radios. A radio is a folder; its interfaces are real veth links whose other ends
# hang on a bridge in the namespace "air". They move between namespaces with their radio, as those of a radio do.
#
# $1: folder of the radios: <radio>/netns (empty: root), <radio>/if/<interface> (its type), air, calls
state=$1
shift
here=$(ip netns identify $$)
echo "${here:-root}: $*" >>"$state/calls"

fail() {
  echo "command failed: $1 ($2)" >&2
  exit $((256 + $2))
}

# The kernel brings radios back whose namespace is gone.
for radio in "$state"/phy*; do
  netns=$(cat "$radio/netns")
  if [ -n "$netns" ] && [ ! -e "/run/netns/$netns" ]; then
    : >"$radio/netns"
    rm -f "$radio"/if/*
  fi
done

# The radio of an interface that can be seen from here.
radio_of() {
  for radio in "$state"/phy*; do
    if [ "$(cat "$radio/netns")" = "$here" ] && [ -e "$radio/if/$1" ]; then
      echo "$radio"
      return
    fi
  done
}

add() { # radio, interface, type
  [ ! -e "/sys/class/net/$2" ] || fail 'Too many open files in system' -23
  air=$(cat "$state/air")
  peer="a$(echo "$2$1" | cksum | cut -d' ' -f1)"
  ip link add "$2" type veth peer name "$peer" netns "$air" || exit 1
  ip -n "$air" link set "$peer" master bridge up
  echo "$3" >"$1/if/$2"
}

show() { # radio, interface
  echo "	Interface $2"
  ip -o link show "$2" | sed -n 's/^\([0-9]*\):.*ether \([0-9a-f:]*\).*/\t\tifindex \1\n\t\twdev 0x1\n\t\taddr \2/p'
  echo "		type $(cat "$1/if/$2")"
  echo "		txpower 20.00 dBm"
  printf '\t\tmulticast TXQ:\n\t\t\tqsz-byt\tqsz-pkt\tflows\n\t\t\t0\t0\t0\n'
}

case "$1 $2 $3" in
'dev  ')
  for radio in "$state"/phy*; do
    [ "$(cat "$radio/netns")" = "$here" ] || continue
    [ -n "$(ls "$radio/if")" ] || continue
    echo "phy#${radio##*/phy}"
    for interface in "$radio"/if/*; do show "$radio" "${interface##*/}"; done
  done
  ;;
'dev '*' del')
  radio=$(radio_of "$2")
  [ -n "$radio" ] || fail 'No such device' -19
  ip link delete "$2"
  rm "$radio/if/$2"
  ;;
'phy '*' set')
  radio="$state/$2"
  [ -d "$radio" ] && [ "$(cat "$radio/netns")" = "$here" ] || fail 'No such file or directory' -2
  if [ "$5" = name ]; then target=$6; else target=$5; fi
  if [ "$5" = name ] && ! ip netns exec "$target" true; then exit 234; fi
  for interface in "$radio"/if/*; do
    [ -e "$interface" ] || continue
    ip link set "${interface##*/}" netns "$target" || exit 1
  done
  if [ "$5" = name ]; then echo "$target" >"$radio/netns"; else : >"$radio/netns"; fi
  ;;
'phy '*' interface') # iw phy RADIO interface add NAME type TYPE
  radio="$state/$2"
  [ -d "$radio" ] && [ "$(cat "$radio/netns")" = "$here" ] || fail 'No such file or directory' -2
  add "$radio" "$5" "$7"
  ;;
*' interface add') # iw INTERFACE interface add NAME type TYPE flags …
  radio=$(radio_of "$1")
  [ -n "$radio" ] || fail 'No such device' -19
  add "$radio" "$4" "$6"
  ;;
*' scan '*)
  [ -n "$(radio_of "$1")" ] || fail 'No such device' -19
  ;;
*)
  echo "iw shim: $*" >&2
  exit 1
  ;;
esac
