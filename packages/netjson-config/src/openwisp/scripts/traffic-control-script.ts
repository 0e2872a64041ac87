import type { DevicePlan, TrafficLimit } from './device-plan.ts';
import { shellWord } from './shell-word.ts';

/** Size of a burst, in kilobytes, for each kbit/s of rate. */
const BURST_RATIO = 0.187;

/** A service that limits the bandwidth of interfaces. */
export function trafficControlScript(plan: DevicePlan): string {
  const limits = plan.limits.filter(({ input, output }) => input > 0 || output > 0);
  return `#!/bin/sh /etc/rc.common

KERNEL_MODULES="sch_htb sch_ingress cls_u32 act_police"

start() {
  for module in $KERNEL_MODULES; do
    insmod "$module" 2> /dev/null
  done
  stop_limits
${limits.flatMap(startLimit).map(indent).join('')}  return 0
}

stop() {
  stop_limits
  for module in $KERNEL_MODULES; do
    rmmod "$module" 2> /dev/null
  done
  return 0
}

stop_limits() {
${limits.flatMap(stopLimit).map(indent).join('')}  return 0
}
`;
}

function indent(line: string): string {
  return `  ${line}\n`;
}

function startLimit({ interface: name, input, output }: TrafficLimit): string[] {
  const device = shellWord(name);
  const commands: string[] = [];
  if (output > 0) {
    commands.push(
      `tc qdisc add dev ${device} root handle 1: htb default 2`,
      `tc class add dev ${device} parent 1 classid 1:1 htb rate ${output}kbit burst ${burst(output)}k`,
      `tc class add dev ${device} parent 1:1 classid 1:2 htb rate ${roundHalfEven(output / 2)}kbit ceil ${output}kbit`,
    );
  }
  if (input > 0) {
    commands.push(
      `tc qdisc add dev ${device} ingress`,
      `tc filter add dev ${device} parent ffff: preference 0 u32 match u32 0x0 0x0 ` +
        `police rate ${input}kbit burst ${burst(input)}k drop flowid :1`,
    );
  }
  return commands;
}

function stopLimit({ interface: name, input, output }: TrafficLimit): string[] {
  const device = shellWord(name);
  return [
    ...(output > 0 ? [`tc qdisc del dev ${device} root`] : []),
    ...(input > 0 ? [`tc qdisc del dev ${device} ingress`] : []),
  ];
}

function burst(rate: number): number {
  return roundHalfEven(BURST_RATIO * rate);
}

/** The firmware's tools round halves to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
