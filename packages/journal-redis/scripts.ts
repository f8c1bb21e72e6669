/**
 * The scripts beside the one that stores units. Each is one round trip and atomic.
 */
import { script } from './commit-script.js';

/**
 * Takes a session and answers what is stored of it, or `{ 'owned', ms }` while another owner's lease
 * runs. KEYS: the session's state. ARGV: the owner, `1` to take over, the prefix of leases, how long
 * one lasts, the seq of the last packet that the owner knows to be stored.
 *
 * A fence is the time in microseconds, and higher than the one before: it is given once even where
 * Redis forgets that it gave it. Packets that Redis forgot may have been shown: their numbers are not
 * given again.
 */
export const openScript = script(`
local key, me = KEYS[1], ARGV[1]
local state = redis.call('HMGET', key, 'fence', 'owner', 'lastSeq')
local owner = state[2]
if owner and owner ~= me and ARGV[2] ~= '1' then
  local left = redis.call('PTTL', ARGV[3] .. owner)
  if left ~= -2 then return { 'owned', left } end
end

local now = redis.call('TIME')
local fence = math.max(tonumber(state[1] or 0) + 1, now[1] * 1000000 + now[2])
fence = string.format('%.0f', fence)
redis.call('HSET', key, 'fence', fence, 'owner', me, 'number', 0)
redis.call('SET', ARGV[3] .. me, 1, 'PX', ARGV[4])
if tonumber(state[3] or 0) < tonumber(ARGV[5]) then
  redis.call('HSET', key, 'lastSeq', ARGV[5], 'chars', 0)
  redis.call('DEL', key .. ':packets')
end

return {
  'open',
  fence,
  redis.call('HMGET', key, 'inbound', 'acked', 'lastOutbound', 'lastSeq'),
  redis.call('HGETALL', key .. ':pending'),
  redis.call('ZRANGE', key .. ':outbound', 0, -1, 'WITHSCORES'),
  redis.call('HGETALL', key .. ':facts'),
}
`);

/** Gives a session back. KEYS: its state. ARGV: the fence. */
export const releaseScript = script(`
if redis.call('HGET', KEYS[1], 'fence') == ARGV[1] then
  local fence = string.format('%.0f', tonumber(ARGV[1]) + 1)
  redis.call('HSET', KEYS[1], 'fence', fence)
  redis.call('HDEL', KEYS[1], 'owner')
end
`);

/**
 * Forgets a session. KEYS: its state. ARGV: the fence, a number as for a commit. Answers 0 when another
 * owner has it.
 *
 * All but the number, which keeps late commits out, is done without memory too.
 */
export const endScript = script(`
local key = KEYS[1]
local fence = tonumber(redis.call('HGET', key, 'fence') or '')
if not fence then return 1 end
if fence > tonumber(ARGV[1]) then return 0 end
redis.pcall('HSET', key, 'number', ARGV[2])
redis.call('HDEL', key, 'inbound', 'acked')
redis.call('DEL', key .. ':pending', key .. ':outbound', key .. ':facts')
return 1
`);

/**
 * Packets from a place on. KEYS: the session's state. ARGV: the place, how many at most. Answers the seq
 * of the first packet that is kept, or of the next one, and the packets.
 */
export const packetsScript = script(`
local stream = KEYS[1] .. ':packets'
local last = tonumber(redis.call('HGET', KEYS[1], 'lastSeq') or 0)
local head = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
local first = head and tonumber(string.match(head[1], '^%d+')) or last + 1
local found = {}
if tonumber(ARGV[2]) > 0 then
  found = redis.call('XRANGE', stream, ARGV[1] .. '-0', '+', 'COUNT', ARGV[2])
end
return { first, found }
`);

/** Moves a reader's place, never back. KEYS: the session's state. ARGV: the reader, the place. */
export const moveCursorScript = script(`
local key = KEYS[1] .. ':readers'
if redis.call('EXISTS', KEYS[1]) == 0 then return end
local place = redis.call('HGET', key, ARGV[1])
if not place or tonumber(ARGV[2]) > tonumber(place) then
  redis.call('HSET', key, ARGV[1], ARGV[2])
end
`);
