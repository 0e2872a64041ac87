export { startTestDevice, type TestDevice } from './start-test-device.ts';
