export { sign } from './sign.ts';
export { startTestDevice, type TestDevice } from './start-test-device.ts';
