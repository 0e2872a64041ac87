import type { Mail } from './mail.ts';

/** What every mail of an installation has in common. */
export interface MailTheme {
  siteName: string;
  siteUrl: string;
  /** Address of a picture above the headline; mail programs load it from there. */
  logoUrl: string | undefined;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The two bodies of a mail: both say the same. */
export const renderMail = (mail: Mail, theme: MailTheme): { text: string; html: string } => ({
  text: renderText(mail, theme),
  html: renderHtml(mail, theme),
});

const renderText = ({ title, subject, paragraphs, action }: Mail, { siteName, siteUrl }: MailTheme): string =>
  [
    title ?? subject,
    ...paragraphs,
    ...(action ? [`${action.text}:\n${action.url}`] : []),
    `-- \n${siteName}\n${siteUrl}`,
  ].join('\n\n');

/** Mail programs know little CSS: tables and styles in place, no scripts, no fonts, nothing loaded but the logo. */
const renderHtml = ({ language, title, subject, paragraphs, action }: Mail, theme: MailTheme): string => {
  const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
  const logo =
    theme.logoUrl === undefined
      ? ''
      : `<p style="margin:0 0 24px"><img src="${escapeHtml(theme.logoUrl)}" alt="${escapeHtml(theme.siteName)}" height="40"></p>`;
  const body = paragraphs
    .map((text) => `<p style="margin:0 0 16px">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="background:#1c64d1;border-radius:6px;color:#ffffff;display:inline-block;padding:12px 20px;text-decoration:none">${escapeHtml(action.text)}</a></p>
<p style="color:#5b6470;font-size:13px;margin:0;word-break:break-all">${escapeHtml(action.url)}</p>`
    : '';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="background:#f1f3f6;margin:0;padding:24px">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="background:#ffffff;border-radius:8px;color:#1d2430;${font};font-size:15px;line-height:1.5;max-width:560px">
<tr><td style="padding:32px">
${logo}<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(title ?? subject)}</h1>
${body}
${button}
</td></tr></table>
<p style="color:#5b6470;${font};font-size:12px;margin:16px 0 0"><a href="${escapeHtml(theme.siteUrl)}" style="color:#5b6470">${escapeHtml(theme.siteName)}</a></p>
</td></tr></table>
</body></html>
`;
};
