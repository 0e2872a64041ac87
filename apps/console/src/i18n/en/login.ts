export const login = {
  title: 'Log in',
  welcome: 'Welcome to Netloom',
  text: 'Log in to look after your network.',
  username: 'User name or e-mail address',
  password: 'Password',
  submit: 'Log in',
  expired: 'Your session has ended. Log in again to go on where you were.',
  firstTime: 'First time here?',
  firstTimeText:
    'The controller made up a password when it started for the first time and printed it once, with the user name, below the line “This is the first start”. Look at the terminal it was started in, or at its log:',
  forgotten: 'Lost it? Set a new one where the controller runs:',
  logCommands: 'Commands that show the log',
  resetCommand: 'Command that sets a new password',
  failed: 'This user name and password do not belong together.',
} as const;
