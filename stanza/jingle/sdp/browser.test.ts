/**
 * Two connections in a real browser, whose descriptions and candidates all went over the wire: SDP,
 * Jingle, XML, Jingle, SDP.
 */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { chromiumArgs, describeInChromium, serveScript, type ScriptServer } from '@xec/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
import { parse } from '../../core/index.js';
import {
  jingleElement,
  readJingle,
  readSdp,
  readSdpCandidates,
  writeSdp,
  writeSdpCandidates,
  type Jingle,
  type JingleParty,
  type SdpCandidate,
} from '../index.js';

jest.setTimeout(40_000);

function overTheWire(jingle: Parameters<typeof jingleElement>[0]): Jingle {
  const read = readJingle(parse(jingleElement(jingle).toString()));
  if (read === undefined) throw new Error('expected a session');
  return read;
}

/** What the page calls to have a description brought to the other connection. */
function carryDescription(sdp: string, by: JingleParty, offer?: string): string {
  const action = by === 'initiator' ? 'session-initiate' : 'session-accept';
  const came = overTheWire({ action, sid: 's', ...readSdp(sdp, { by }) });
  return writeSdp(came, { by, ...(offer !== undefined && { offer }) });
}

const carryCandidate = (candidate: SdpCandidate, sdp: string) =>
  writeSdpCandidates(
    overTheWire({
      action: 'transport-info',
      sid: 's',
      contents: readSdpCandidates([candidate], sdp),
    }).contents,
  );

/** Runs in the page. Says what came through: a message, and how much audio and video. */
const call = `async () => {
  const romeo = new RTCPeerConnection();
  const juliet = new RTCPeerConnection();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const carried = [];
  const bring = (from, to) => {
    from.onicecandidate = ({ candidate }) => {
      if (candidate === null) return;
      carried.push(carryCandidate(candidate.toJSON(), from.localDescription.sdp).then((came) =>
        Promise.all(came.map((each) => to.addIceCandidate(each)))));
    };
  };
  const message = new Promise((resolve) => {
    juliet.ondatachannel = ({ channel }) => { channel.onmessage = ({ data }) => resolve(data); };
  });
  const tracks = new Promise((resolve) => {
    const kinds = [];
    juliet.ontrack = ({ track }) => { if (kinds.push(track.kind) === 2) resolve(kinds); };
  });
  for (const track of stream.getTracks()) romeo.addTrack(track, stream);
  const channel = romeo.createDataChannel('balcony');
  channel.onopen = () => channel.send('By a name I know not how to tell thee who I am');

  const offer = await carryDescription((await romeo.createOffer()).sdp, 'initiator');
  await juliet.setRemoteDescription({ type: 'offer', sdp: offer });
  juliet.addTrack(stream.getAudioTracks()[0], stream);
  bring(romeo, juliet);
  bring(juliet, romeo);
  await romeo.setLocalDescription();
  await juliet.setLocalDescription();
  const answer = await carryDescription(
    juliet.localDescription.sdp, 'responder', romeo.localDescription.sdp);
  await romeo.setRemoteDescription({ type: 'answer', sdp: answer });

  const heard = await message;
  const flowing = new Promise((resolve) => {
    const timer = setInterval(async () => {
      const kinds = new Set();
      for (const [, { type, kind, bytesReceived }] of await juliet.getStats()) {
        if (type === 'inbound-rtp' && bytesReceived > 0) kinds.add(kind);
      }
      if (kinds.size < 2) return;
      clearInterval(timer);
      resolve([...kinds].sort());
    }, 50);
  });
  const kinds = { tracks: (await tracks).sort(), flowing: await flowing };
  await Promise.all(carried);
  const result = { heard, ...kinds, state: romeo.connectionState, candidates: carried.length > 0 };
  romeo.close();
  juliet.close();
  return result;
}`;

describeInChromium('a call between two connections', (executablePath) => {
  let site: ScriptServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    site = await serveScript('');
    browser = await chromium.launch({
      executablePath,
      args: [
        ...chromiumArgs,
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        // Nothing leaves this machine.
        '--allow-loopback-in-peer-connection',
      ],
    });
    page = await browser.newPage();
    await page.goto(site.url);
    await page.exposeFunction('carryDescription', carryDescription);
    await page.exposeFunction('carryCandidate', carryCandidate);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it('connects, and carries audio, video and data', async () => {
    expect(await page.evaluate(`(${call})()`)).toEqual({
      heard: 'By a name I know not how to tell thee who I am',
      tracks: ['audio', 'video'],
      flowing: ['audio', 'video'],
      state: 'connected',
      candidates: true,
    });
  });
});
