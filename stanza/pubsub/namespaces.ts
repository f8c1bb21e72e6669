/**
 * XEP-0060: Publish-Subscribe, version 1.30.0 (2025-11-11).
 * https://xmpp.org/extensions/xep-0060.html
 */
export const NS_PUBSUB = 'http://jabber.org/protocol/pubsub';
/** What the owner of a node does (section 8). */
export const NS_PUBSUB_OWNER = 'http://jabber.org/protocol/pubsub#owner';
/** Conditions of its own (section 16.3). */
export const NS_PUBSUB_ERRORS = 'http://jabber.org/protocol/pubsub#errors';
/** The form of a node's configuration (section 16.4.4). */
export const NS_PUBSUB_NODE_CONFIG = 'http://jabber.org/protocol/pubsub#node_config';
/** The form of a subscription (section 16.4.1). */
export const NS_PUBSUB_SUBSCRIBE_OPTIONS = 'http://jabber.org/protocol/pubsub#subscribe_options';
/** The form that a publication brings; also announced by services that know it (section 7.1.5). */
export const NS_PUBSUB_PUBLISH_OPTIONS = 'http://jabber.org/protocol/pubsub#publish-options';
