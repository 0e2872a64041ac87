/** What a client of the capture stream is told beside the packets (device service, section 3.11). */
export type CaptureCode =
  | 'CONFIG_APPLIED'
  | 'CONFIG_INVALID'
  | 'CONFIG_MISSING'
  | 'SUPPORTED_FREQUENCIES'
  | 'FREQ_FETCH_FAILED'
  | 'CAPTURE_STARTED'
  | 'CAPTURE_STOPPED'
  | 'CAPTURE_ENDED'
  | 'CAPTURE_START_FAILED'
  | 'CAPTURE_STREAM_ERROR'
  | 'CHANNEL_LIST_STARTED'
  | 'CHANNEL_SET'
  | 'CHANNEL_SET_FAILED'
  | 'CHANNEL_HOP_ERROR'
  | 'INVALID_JSON'
  | 'UNKNOWN_COMMAND';

export interface CaptureEvent {
  type: 'event';
  event: 'config' | 'frequencies' | 'status' | 'info' | 'error';
  code: CaptureCode;
  data: Readonly<Record<string, unknown>>;
}

/** An event as a client gets it; a text is its message. */
export const captureEvent = (
  event: CaptureEvent['event'],
  code: CaptureCode,
  data: string | Readonly<Record<string, unknown>>,
): CaptureEvent => ({
  type: 'event',
  event,
  code,
  data: typeof data === 'string' ? { message: data } : data,
});
