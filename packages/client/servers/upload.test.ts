import { afterEach, expect, it } from '@jest/globals';
import { UploadError, findUploadService, putFile, uploadFile } from '@xec/client';
import { describeOnServers, openClients } from '@xec/testing';
import { RequestSlot, disco, upload } from '@xec/xec';

/** As the servers are configured. */
const LIMIT = 4 * 1024 * 1024;
const filename = 'très cool.txt';
const type = 'text/plain';
const sized = (bytes: number): Blob => new Blob([new Uint8Array(bytes).fill(120)], { type });

describeOnServers(
  'upload',
  (server) => {
    const clients = openClients(server, { features: [disco, upload] });
    afterEach(() => clients.end());

    it('finds the service and its limit', async () => {
      const client = await clients.online('juliet');
      expect(await findUploadService(client)).toEqual({
        jid: `upload.${server().domain}`,
        maxSize: LIMIT,
      });
    });

    it.each([1, 100_000, LIMIT])('stores a file of %i bytes', async (size) => {
      const client = await clients.online('juliet');
      const told: number[] = [];
      const onProgress = (sent: number, total: number) => {
        expect(total).toBe(size);
        told.push(sent);
      };
      const { url } = await uploadFile(client, sized(size), { filename, onProgress });
      expect(told.at(-1)).toBe(size);
      expect(told).toEqual([...told].sort((one, other) => one - other));
      const got = await fetch(url);
      expect(got.headers.get('content-type')).toContain(type);
      expect((await got.arrayBuffer()).byteLength).toBe(size);
    });

    it('stores an empty file, or says that it takes none', async () => {
      const client = await clients.online('juliet');
      const stored = await uploadFile(client, sized(0), { filename }).then(
        ({ url }) => url,
        (error: unknown) => error,
      );
      // "File size must be positive integer", says Prosody 0.12.
      if (typeof stored === 'string') expect(await (await fetch(stored)).text()).toBe('');
      else expect(stored).toMatchObject({ condition: 'bad-request' });
    });

    it('refuses a file that is one byte too big, here and there', async () => {
      const client = await clients.online('juliet');
      const tooBig = sized(LIMIT + 1);
      await expect(uploadFile(client, tooBig, { filename })).rejects.toMatchObject({
        name: 'UploadError',
        reason: 'too-large',
      });
      const to = `upload.${server().domain}`;
      await expect(
        client.request(new RequestSlot({ to, filename, size: LIMIT + 1 })),
      ).rejects.toMatchObject({
        condition: 'not-acceptable',
        application: [{ name: 'file-too-large' }],
      });
    });

    it('takes no other bytes than a place was asked for', async () => {
      const client = await clients.online('juliet');
      const to = `upload.${server().domain}`;
      const { slot } = await client.request(new RequestSlot({ to, filename, size: 5 }));
      await expect(putFile(slot, sized(21))).rejects.toBeInstanceOf(UploadError);
    });

    it('can be given up on the way', async () => {
      const client = await clients.online('juliet');
      const abort = new AbortController();
      const stored = uploadFile(client, sized(LIMIT), {
        filename,
        signal: abort.signal,
        onProgress: () => {
          abort.abort();
        },
      });
      await expect(stored).rejects.toMatchObject({ name: 'AbortError' });
    });
  },
  { needs: ['upload'] },
);
