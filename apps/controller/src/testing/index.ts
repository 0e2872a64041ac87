export { startTestController, type TestController } from './start-test-controller.ts';
