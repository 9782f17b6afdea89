/** Names that would speak for the people who run the service, or that stand in its addresses. One a word, lower case. */
const reserved = `
abuse admin administrator admins billing board bot ceo compliance contact customercare customerservice customersupport
daemon dev developer developers feedback finance founder ftp guest help helpdesk helpcenter hostmaster imap info
information investors it jobs legal mail mailer mailerdaemon marketing media mod moderator moderators news newsletter
nobody noc noreply notifications notify office official operator operators ops owner owners partners payment payments
pop pop3 postmaster press privacy refunds root sales secure security service services smtp ssl staff status
superadmin superuser support sysadmin sysop system systems team tech techsupport trust undisclosed usenet uucp
verification verified verify webmaster www

about accept access account accounts activity add anonymous api apps archive asset assets atom auth authorize avatar avatars
blog browse cache callback cdn change checkout client clients config confirm console consent cookies copyright create
dashboard data debug default delete deleted demo device devices directory docs documentation domain domains download downloads
edit email emails enterprise error errors events everyone example explore export faq favicon features feed feeds file
files forgot forgotpassword forum forums groups handover health home host hosting html http https id image images import index
invitation invitations invite invites javascript json key keys language latchkey license link links local localhost
login logout magiclink manage manifest me member members message messages metadata metrics mobile my myself network
new notme notfound notification null oauth oauth2 oidc openid openidconfiguration organization organizations org orgs
outbox page pages passkey passkeys password passwords payment phone pictures plans policy portal preferences premium
preview pricing production profile profiles project projects public register registration request requests reset resetpassword robots role roles rss saml scim
script scripts search select self session sessions setting settings setup shop signin signout signup single sitemap
social source sso static stats stopacting store stylesheet subscribe subscription switch teams template templates terms test
testing tests theme themes token tokens tools tour translate trial true twofactor undefined undo undoemailchange unknown
unsubscribe update upload uploads url user username users verifyemail void web webhook webhooks webmail website wellknown
widget wiki xml you yourself
`
  .trim()
  .split(/\s+/);

/** Letters that are taken for one another, by eye or by habit. */
const lookalikes: [RegExp, string][] = [
  [/[._]/g, ""],
  [/rn/g, "m"],
  [/vv/g, "w"],
  [/0/g, "o"],
  [/[1l]/g, "i"],
  [/3/g, "e"],
  [/4/g, "a"],
  [/5/g, "s"],
  [/7/g, "t"],
  [/8/g, "b"],
];

const shapes = new Set(reserved.map(shapeOf));

/** True for a name that is reserved, or that looks like one: `Admin`, `a.d.m.i.n`, `adm1n_`. `others` are reserved, too. */
export function isReservedUsername(name: string, others: string[] = []): boolean {
  const shape = shapeOf(name);
  return shapes.has(shape) || others.some((other) => shapeOf(other.replace(/[^a-z0-9]/gi, "")) === shape);
}

function shapeOf(name: string): string {
  return lookalikes.reduce((shape, [letters, as]) => shape.replace(letters, as), name.toLowerCase());
}
