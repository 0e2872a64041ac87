#!/bin/sh
# A configuration agent as small as it can be: POSIX shell, curl and text tools, for tests of a controller.
#
#   agent.sh URL SECRET MAC NAME WORKDIR
#
# It reads the controller's answers the way agents in the field do: `curl -i` writes headers and body into one file,
# and grep, head, tail and awk pick the values out of it. An answer that only a real HTTP client understands fails
# here. Device protocol 2.1 lists what that demands of a controller.
#
# One run is a device's life: register (unless WORKDIR holds credentials), poll, download, compare the MD5, unpack,
# test, report, and, after a restart, refresh the inventory and poll again, which must bring nothing new.
#
# WORKDIR/uuid, key, checksum, remote/   survive a restart: credentials, applied checksum, unpacked configuration
# WORKDIR/tmp/                           does not: the answers of the controller as they came
#
# Exit codes: 0 everything done, or the controller deleted the device (then the last line of the output is
# "deleted") - 1 wrong usage, or the controller could not be used - 2 no URL - 3 no credentials - 4 not a controller
# 5 registration refused.
#
# Environment, with defaults: MODEL OS SYSTEM TAGS HARDWARE_ID MANAGEMENT_IP (empty: not sent); STARTS=2 lives in a
# row; CYCLES=5 polls in a life until nothing is new; INTERVAL=1 s between them; ATTEMPTS=10 for a poll, download or
# report and PAUSE=2 s between them; CHECKSUM_MAX_RETRIES=5 and CHECKSUM_RETRY_DELAY=6 s for an answer of 404;
# REGISTRATION_ATTEMPTS=3; FAIL_APPLY= (anything: applying fails, the device reports an error).
set -u
LC_ALL=C
export LC_ALL

say() { printf '%s\n' "$*" >&2; }

if [ "$#" -ne 5 ]; then
	say "usage: agent.sh URL SECRET MAC NAME WORKDIR"
	exit 1
fi
URL=${1%/} SECRET=$2 MAC=$3 NAME=$4 WORKDIR=$5
if [ -z "$URL" ]; then
	say "no URL"
	exit 2
fi

: "${MODEL:=Shell agent}" "${OS:=POSIX}" "${SYSTEM:=sh}" "${TAGS:=}" "${HARDWARE_ID:=}" "${MANAGEMENT_IP:=}"
: "${STARTS:=2}" "${CYCLES:=5}" "${INTERVAL:=1}" "${ATTEMPTS:=10}" "${PAUSE:=2}"
: "${CHECKSUM_MAX_RETRIES:=5}" "${CHECKSUM_RETRY_DELAY:=6}" "${REGISTRATION_ATTEMPTS:=3}" "${FAIL_APPLY:=}"

TMP=$WORKDIR/tmp
mkdir -p "$TMP" || exit 1

# --- reading answers -------------------------------------------------------------------------------------------

# request FILE CURL-ARGUMENTS...: the answer, headers first, goes into FILE. Fails when there is none.
request() {
	answer=$1
	shift
	curl -s -i --connect-timeout 15 --max-time 30 -o "$answer" "$@"
}

has_status() { head -n 1 "$1" | grep -q "$2"; }

has_header() { [ "$(grep -ic "X-Openwisp-Controller: true" "$1")" -gt 0 ]; }

field() { grep "$2: " "$1" | awk '{print $2}'; }

# What follows the blank line after the headers, in one line.
body() { sed "1,/^$(printf '\r')\$/d" "$1" | tr -s '\r\n' '  '; }

not_a_controller() {
	say "$1: the answer does not come from a controller"
	exit 4
}

# --- registration ----------------------------------------------------------------------------------------------

register() {
	if [ -z "$SECRET" ]; then
		say "no credentials and no shared secret"
		exit 3
	fi
	consistent_key=$(printf '%s+%s' "$MAC" "$SECRET" | md5sum | awk '{print $1}')
	raw="backend=netjsonconfig.OpenWrt&key=$consistent_key"
	if [ -n "$MANAGEMENT_IP" ]; then raw="$raw&management_ip=$MANAGEMENT_IP"; fi
	attempt=1
	while :; do
		if request "$TMP/registration" --data "$raw" \
			--data-urlencode "secret=$SECRET" \
			--data-urlencode "name=$NAME" \
			--data-urlencode "hardware_id=$HARDWARE_ID" \
			--data-urlencode "mac_address=$MAC" \
			--data-urlencode "tags=$TAGS" \
			--data-urlencode "model=$MODEL" \
			--data-urlencode "os=$OS" \
			--data-urlencode "system=$SYSTEM" \
			"$URL/controller/register/"; then
			has_header "$TMP/registration" || not_a_controller "registration"
			if has_status "$TMP/registration" 201; then break; fi
			say "registration failed: $(body "$TMP/registration")"
			if has_status "$TMP/registration" 403; then exit 5; fi
		else
			say "registration failed: no answer"
		fi
		attempt=$((attempt + 1))
		if [ "$attempt" -gt "$REGISTRATION_ATTEMPTS" ]; then exit 1; fi
		sleep "$INTERVAL"
	done
	field "$TMP/registration" uuid >"$WORKDIR/uuid"
	field "$TMP/registration" key >"$WORKDIR/key"
	say "registered as $(field "$TMP/registration" hostname), new: $(field "$TMP/registration" is-new)"
	touch "$TMP/bootup"
}

# --- the calls of a registered device --------------------------------------------------------------------------

query() {
	printf 'key=%s' "$KEY"
	if [ -n "$MANAGEMENT_IP" ]; then printf '&management_ip=%s' "$MANAGEMENT_IP"; fi
}

update_info() {
	attempt=1
	until request "$TMP/update_info" --data "key=$KEY" \
		--data-urlencode "model=$MODEL" --data-urlencode "os=$OS" --data-urlencode "system=$SYSTEM" \
		"$URL/controller/update-info/$UUID/"; do
		attempt=$((attempt + 1))
		if [ "$attempt" -gt "$ATTEMPTS" ]; then return 1; fi
		sleep "$PAUSE"
	done
	if ! has_status "$TMP/update_info" 200; then
		say "update-info failed: $(body "$TMP/update_info")"
		return 1
	fi
	has_header "$TMP/update_info" || not_a_controller "update-info"
	say "inventory refreshed"
}

# Leaves the announced checksum in $announced.
fetch_checksum() {
	attempt=1
	while :; do
		if request "$TMP/checksum_answer" "$URL/controller/checksum/$UUID/?$(query)"; then
			if has_status "$TMP/checksum_answer" 200; then
				has_header "$TMP/checksum_answer" || not_a_controller "checksum"
				announced=$(tail -n 1 "$TMP/checksum_answer")
				return 0
			fi
			say "checksum failed: $(head -n 1 "$TMP/checksum_answer" | tr -d '\r')"
			if has_status "$TMP/checksum_answer" 404; then
				sleep "$CHECKSUM_RETRY_DELAY"
				if [ "$attempt" -eq "$CHECKSUM_MAX_RETRIES" ]; then
					say "the device may have been deleted"
					echo deleted
					exit 0
				fi
			fi
		else
			say "checksum failed: no answer"
		fi
		attempt=$((attempt + 1))
		if [ "$attempt" -gt "$ATTEMPTS" ]; then return 1; fi
		sleep "$PAUSE"
	done
}

download() {
	attempt=1
	until curl -s --fail --connect-timeout 15 --max-time 30 -o "$TMP/configuration.tar.gz" \
		"$URL/controller/download-config/$UUID/?$(query)"; do
		say "download failed"
		attempt=$((attempt + 1))
		if [ "$attempt" -gt "$ATTEMPTS" ]; then return 1; fi
		sleep "$PAUSE"
	done
	local_checksum=$(md5sum "$TMP/configuration.tar.gz" | awk '{print $1}')
	if [ "$local_checksum" != "$announced" ]; then
		say "checksum mismatch: local $local_checksum, announced $announced"
		return 1
	fi
	say "configuration downloaded, now applying it" 2>"$TMP/log"
}

# Unpacks into WORKDIR/remote: regular files only, and only paths that a device may write.
apply() {
	archive=$TMP/configuration.tar.gz
	rm -rf "$TMP/unpacked"
	mkdir "$TMP/unpacked"
	if [ -n "$FAIL_APPLY" ]; then
		say "applying failed as requested"
		return 1
	fi
	if ! tar -tvzf "$archive" >"$TMP/listing" || ! tar -tzf "$archive" >"$TMP/names"; then
		say "the archive cannot be read"
		return 1
	fi
	if grep -qv '^-' "$TMP/listing"; then
		say "the archive holds something else than regular files"
		return 1
	fi
	safe='^[A-Za-z0-9._][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)*$'
	grep -E "$safe" "$TMP/names" | grep -Ev '(^|/)\.\.?(/|$)' >"$TMP/safe_names"
	if [ "$(grep -c '' "$TMP/names")" -ne "$(grep -c '' "$TMP/safe_names")" ]; then say "skipped unsafe paths"; fi
	if [ -s "$TMP/safe_names" ]; then
		tar -xzf "$archive" -C "$TMP/unpacked" -T "$TMP/safe_names" || return 1
	fi
	rm -rf "$WORKDIR/remote"
	mv "$TMP/unpacked" "$WORKDIR/remote"
}

# Any answer will do: the question is whether the new configuration still lets the device reach the controller.
test_config() {
	attempt=1
	until request "$TMP/test_checksum" "$URL/controller/checksum/$UUID/?$(query)"; do
		say "test failed: no answer"
		attempt=$((attempt + 1))
		if [ "$attempt" -gt "$ATTEMPTS" ]; then return 1; fi
		sleep "$PAUSE"
	done
}

# For an error the log since the download goes along, 1011 bytes of it at most.
send_report() {
	path=$URL/controller/report-status/$UUID/
	if [ "$1" = applied ]; then
		request "$TMP/status_report" --data "key=$KEY&status=applied&" "$path"
	else
		reason=$(head -c 1011 "$TMP/log")
		if [ "$(wc -c <"$TMP/log")" -gt 1011 ]; then reason="$reason\n[truncated]"; fi
		request "$TMP/status_report" --data "key=$KEY&status=error" --data-urlencode "error_reason=$reason" "$path"
	fi
}

# report STATUS
report() {
	attempt=1
	until send_report "$1" && has_status "$TMP/status_report" 200; do
		say "report failed"
		attempt=$((attempt + 1))
		if [ "$attempt" -gt "$ATTEMPTS" ]; then
			rm -f "$TMP/checksum" "$WORKDIR/checksum"
			return 1
		fi
		sleep "$PAUSE"
	done
	has_header "$TMP/status_report" || not_a_controller "report-status"
	say "reported $1, the controller keeps $(field "$TMP/status_report" current-status)"
}

# --- a life ----------------------------------------------------------------------------------------------------

# cycle: 0 when there was nothing new or the news was dealt with, 1 when something went wrong, 10 after an apply.
cycle() {
	fetch_checksum || return 1
	seen=''
	if [ -f "$TMP/checksum" ]; then seen=$(tail -n 1 "$TMP/checksum"); fi
	if [ "$announced" = "$seen" ]; then return 0; fi
	printf '%s\n' "$announced" >"$TMP/checksum"
	if ! download; then
		rm -f "$TMP/checksum"
		return 1
	fi
	if apply 2>>"$TMP/log" && test_config 2>>"$TMP/log"; then
		printf '%s\n' "$announced" >"$WORKDIR/checksum"
		report applied || return 1
	else
		cat "$TMP/log" >&2
		report error || return 1
	fi
	return 10
}

start=1
while [ "$start" -le "$STARTS" ]; do
	# A restart loses what is in memory and finds the applied checksum again.
	rm -rf "$TMP"
	mkdir "$TMP"
	if [ -f "$WORKDIR/checksum" ]; then cp "$WORKDIR/checksum" "$TMP/checksum"; fi
	if [ ! -s "$WORKDIR/uuid" ] || [ ! -s "$WORKDIR/key" ]; then register; fi
	UUID=$(cat "$WORKDIR/uuid") KEY=$(cat "$WORKDIR/key")
	if [ ! -f "$TMP/bootup" ]; then
		touch "$TMP/bootup"
		update_info
	fi
	cycles=1
	while :; do
		cycle
		outcome=$?
		if [ "$outcome" -eq 0 ]; then break; fi
		cycles=$((cycles + 1))
		if [ "$cycles" -gt "$CYCLES" ]; then
			say "no settled state after $CYCLES cycles"
			exit 1
		fi
		if [ "$outcome" -eq 1 ]; then sleep "$INTERVAL"; fi
	done
	start=$((start + 1))
done
if [ -f "$WORKDIR/checksum" ]; then
	printf 'applied %s\n' "$(cat "$WORKDIR/checksum")"
else
	echo "nothing applied"
fi
