export const error = {
  offline: {
    title: 'The controller does not answer',
    meaning: 'Your browser could not reach it within half a minute.',
    advice: 'Check your own connection, then whether the controller is running.',
  },
  invalid: {
    title: 'This was not accepted',
    meaning: 'Something in it is not valid. Nothing was changed.',
    advice: 'Correct it and try again.',
  },
  loggedOut: {
    title: 'You are not logged in any more',
    meaning: 'The session has ended.',
    advice: 'Log in again to go on.',
  },
  forbidden: {
    title: 'You may not do this',
    meaning: 'Your account lacks the permission. Nothing was changed.',
    advice: 'Ask an administrator if you need it.',
  },
  notFound: {
    title: 'This does not exist',
    meaning: 'It was deleted, or it belongs to an organization that you do not manage.',
    advice: 'Check the address, or look for it with Ctrl K.',
  },
  conflict: {
    title: 'Somebody else was faster',
    meaning: 'It changed in the meantime. Nothing was overwritten.',
    advice: 'Load the page again and repeat your change.',
  },
  busy: {
    title: 'Too many tries',
    meaning: 'The controller takes a break from answering you.',
    advice: 'Wait a moment, then try again.',
  },
  unavailable: {
    title: 'The controller is not ready',
    meaning: 'Something it needs is missing at the moment. Nothing was changed.',
    advice: 'It usually recovers by itself. Try again in a minute.',
  },
  server: {
    title: 'The controller failed to do this',
    meaning: 'It ran into an error of its own.',
    advice: "Try again. If it stays, the controller's log says why.",
  },
  console: {
    title: 'This page ran into an error',
    meaning: 'The console has a defect here. Your data is not affected.',
    advice: 'Try again, or load the page anew.',
  },
} as const;
