/**
 * What recorded clients asked and none of our actions asks, and why: by what `describeStanza` says of it.
 * A request that an action can ask stands here too where it was sometimes asked in a way that ours never does.
 */
const login = 'the session does it as a part of each login';
const registering =
  'before a login the session makes accounts; an action asks when somebody is logged in';
const unknown = 'a request that nobody knows, to see how it is refused';
const wrong = 'asked wrongly on purpose, to see how it is refused';
const privacy = 'privacy lists (XEP-0016) are deprecated; we have Blocking';
const mix = 'MIX (XEP-0369, XEP-0405) is not in the catalogue';
const mucSub = "ejabberd's own subscriptions to rooms are not in the catalogue";
const push = 'push (XEP-0357) is not in the catalogue';
const search = 'user search (XEP-0055) is not in the catalogue';
const ownNodes =
  'the catalogue has the question of the owner only, not what oneself may do or is subscribed to';
const strangePayload = 'a payload or node that no room publishes';

export const withoutAction: Readonly<Record<string, string>> = {
  'set bind urn:ietf:params:xml:ns:xmpp-bind': login,
  'set bind urn:ietf:params:xml:ns:xmpp-bind resource': login,
  'set session urn:ietf:params:xml:ns:xmpp-session': login,
  'get query jabber:iq:register': registering,
  'set query jabber:iq:register username': `${registering}; nor is the password of another account changed`,

  'get without a child': wrong,
  'get 2 children': wrong,
  'get query jabber:iq:private': `${wrong}: it asks for nothing`,
  'get query jabber:iq:private prefs': `${wrong}: of another account`,
  'get query jabber:iq:roster': `${wrong}: of another account`,
  'get request urn:xmpp:http:upload:0': `${wrong}: a file without a name or a size, or of less than no bytes`,
  'set block urn:xmpp:blocking': `${wrong}: it names nobody`,
  'set command http://jabber.org/protocol/commands http://jabber.org/protocol/admin#add-user': `${wrong}: an action that there is not`,
  'set pubsub http://jabber.org/protocol/pubsub publish n': `${wrong}: at another account`,
  'set pubsub http://jabber.org/protocol/pubsub publish locked': `${wrong}: an access model that there is not`,
  'set query http://jabber.org/protocol/muc#owner': `${wrong}: nothing is in it`,
  'set query jabber:iq:roster item': `${wrong}: two contacts, no JID, another account; or a gateway with privileges (XEP-0356)`,
  'set query jabber:iq:version': `${wrong}: a version is not set`,
  'set query urn:xmpp:mam:2 x': `${wrong}: no date, a field that there is not`,
  'set vCard vcard-temp FN': `${wrong}: of another account`,

  'get query urn:example:unknown': unknown,
  'get query urn:unknown': unknown,

  'get query jabber:iq:privacy': privacy,
  'get query jabber:iq:privacy list': privacy,
  'set query jabber:iq:privacy active': privacy,
  'set query jabber:iq:privacy default': privacy,
  'set query jabber:iq:privacy list': privacy,

  'set client-join urn:xmpp:mix:pam:2 join': mix,
  'set client-leave urn:xmpp:mix:pam:2 leave': mix,
  'set create urn:xmpp:mix:core:1': mix,
  'set destroy urn:xmpp:mix:core:1': mix,
  'set setnick urn:xmpp:mix:core:1 nick': mix,

  'get subscriptions urn:xmpp:mucsub:0': mucSub,
  'set subscribe urn:xmpp:mucsub:0 event urn:xmpp:mucsub:nodes:messages': mucSub,
  'set unsubscribe urn:xmpp:mucsub:0': mucSub,

  'set enable urn:xmpp:push:0': push,
  'set enable urn:xmpp:push:0 blog/news x': push,
  'set disable urn:xmpp:push:0': push,
  'set disable urn:xmpp:push:0 blog/news': push,

  'get query jabber:iq:search': search,
  'set query jabber:iq:search x': search,

  'get pubsub http://jabber.org/protocol/pubsub affiliations': ownNodes,
  'get pubsub http://jabber.org/protocol/pubsub subscriptions': ownNodes,
  'get pubsub http://jabber.org/protocol/pubsub options blog/news':
    'options of a subscription (XEP-0060 section 6.3) are not in the catalogue',
  'get pubsub http://jabber.org/protocol/pubsub#owner default':
    'a node is made with the options that it needs; nobody asks what the others are',
  'set pubsub http://jabber.org/protocol/pubsub create':
    'a node that the service names: ours have names',
  'set pubsub http://jabber.org/protocol/pubsub publish blog/news': strangePayload,

  'get query http://jabber.org/protocol/bytestreams': 'SOCKS5 (XEP-0065) is not in the catalogue',
  'get query urn:xmpp:mam:2': 'the form of a query: its fields are known',
  'get vcard urn:ietf:params:xml:ns:vcard-4.0':
    'XEP-0292 has it, and servers tell what the node has, which Vcard4/Get asks for',
  'set apply-to urn:xmpp:fasten:0 moderate':
    'we moderate as the room announces it, or in the newest way',
  'set moderate urn:xmpp:message-moderate:1 retract':
    'we moderate as the room announces it: Prosody 0.12 has the older way',
};
