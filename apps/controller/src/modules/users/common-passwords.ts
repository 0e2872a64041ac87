/** What people choose: words, names, rows of keys, teams, and what network equipment comes with. Lower case. */
const words = `
abc abcd abcdef abcdefg abcdefgh access adm admin admin1 administrator airport alexander alexis alpha amanda america
andrea andrew angel angela angels anthony apple archie arsenal arthur asdf asdfasdf asdfgh asdfghj asdfghjk asdfghjkl
ashley austin autumn baby babygirl bailey banana barcelona baseball basketball batman beauty benfica berlin
bigdog blessed blink butterfly buster calvin camaro carlos charlie charlotte cheese chelsea chester chicago
chicken chocolate chris christian christmas cisco computer config cookie corvette cowboys crystal dallas daniel
daniela danielle default demo dexter diablo diamond disney doctor dolphin donald dragon eagles easter edward elephant
elizabeth eminem enable enter family fashion ferrari firebird fish flower flowers football forever france frank freedom
friday friend friends gandalf garfield george germany ginger golden gordon guest guitar hammer hannah
happy harley heather hello hellokitty helpdesk hockey holiday home honey hunter iceman iloveu iloveyou india install
internet inter jackson jaguar james jasmine jennifer jessica jesus johnny jonathan jordan joseph joshua junior justin
juventus killer kitty klaster knight ladies lakers lauren letmein lifehack linksys liverpool login london love lovely
loveme lover loveyou lucky madison maggie manager manchester marina marlboro martin master matrix matthew maverick
maxwell mercedes merlin metallica michael michelle mickey midnight mikrotik minecraft miller monday money monitor
monkey monster morgan mother mountain mustang myspace naruto nascar natasha nathan netgear network newyork nicholas
nicole nintendo nokia nothing openwrt operator oracle orange pakistan paris passme passion passphrase passw
passwd password passwort patrick peanut pepper phoenix pikachu player please pokemon porsche power prince princess
private public purple qazwsx qazwsxedc qwer qwert qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertz rabbit
rachel radius rainbow ranger rangers raspberry realmadrid rebecca richard robert rocket root router samantha samsung
samuel sandra saturn scooby scooter secret secure security server service sexy shadow shannon silver simple skate
slipknot smokey snoopy soccer sophie spiderman spring starwars steelers stella steven summer sunday sunshine super
superman superuser support swordfish sydney system taylor telecom temp temporary tennis test tester testing testtest
thomas thunder tigers tigger tinker toor toyota trustno trustnoone tweety ubnt ubuntu unifi unknown user username
vanessa victor victoria viking vodafone volcano wallpaper warrior weekend welcome whatever wifi william willow windows
winner winter wireless wizard wlan wonder xbox yamaha yankees yellow zaq1zaq1 zaqwsx zxcvbn zxcvbnm`;

const common = new Set(words.trim().split(/\s+/));

/** Digits and signs that stand for letters: `p@ssw0rd`. */
const standIns: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const sequences = '01234567890 98765432109 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm';

/**
 * True for passwords that are among the first to be tried: a common word, however written, with a few digits or signs
 * around it or repeated; one character, or a few, over and over; a run along the alphabet, the digits or the keyboard.
 */
export const isCommonPassword = (password: string): boolean => {
  const text = password.toLowerCase().trim();
  if (isRepeated(text) || (text.length >= 4 && sequences.includes(text))) return true;
  const core = text.replaceAll(/^[^a-z@$]{0,4}|[^a-z]{0,5}$/g, '');
  return [text, core, plain(text), plain(core), unrepeated(core)].some((spelling) => common.has(spelling));
};

const plain = (text: string): string => text.replaceAll(/[01345@$!7]/g, (sign) => standIns[sign] ?? sign);

/** `passwordpassword` is as easy as `password`. */
const unrepeated = (text: string): string => /^(.{3,}?)\1+$/.exec(text)?.[1] ?? text;

const isRepeated = (text: string): boolean => /^(.{1,3})\1{2,}.{0,2}$/.test(text);
