export { createAnswerCheck, type ApiAnswer, type CheckAnswer } from './answer-check.ts';
export { startMailServer, type ReceivedMail, type TestMailServer } from './start-mail-server.ts';
export { startTestController, type TestController } from './start-test-controller.ts';
