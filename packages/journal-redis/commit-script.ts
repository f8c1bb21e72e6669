/**
 * The script that stores units: one call for a whole commit.
 *
 * It looks at every session first and then writes, so a commit is stored as one or not at all. The
 * first write of all is one that Redis refuses when it has no memory left; a script that has written
 * once is not refused after that.
 */
import { createHash } from 'node:crypto';

/** A script as Redis knows it. */
export interface Script {
  readonly source: string;
  readonly sha: string;
}

export const script = (source: string): Script => ({
  source,
  sha: createHash('sha1').update(source).digest('hex'),
});

/**
 * KEYS: the state of each session. ARGV: the commit's number, the three bounds of packets, how many set
 * aside things are kept; for each session its fence and the number of the last commit that is known to
 * be stored; then for each session what `changesOf` gives.
 *
 * Answers `{}` or `{ why, which session }`:
 *
 * - `unknown`: there is no such session
 * - `fenced`: it has another owner by now
 * - `lost`: Redis has less of it than it said it had stored
 * - `overtaken`: a later commit of the same owner is stored; this one was on its way for too long
 */
export const commitScript = script(`
local read = 5
local function take()
  read = read + 1
  return ARGV[read]
end

local number = tonumber(ARGV[1])
local states = {}
for i, key in ipairs(KEYS) do
  local fence, stored = tonumber(take()), tonumber(take())
  local state = redis.call('HMGET', key,
    'fence', 'number', 'began', 'lastOutbound', 'lastSeq', 'chars', 'firstAt')
  local owner = tonumber(state[1] or '')
  if not owner then return { 'unknown', i } end
  if owner > fence then return { 'fenced', i } end
  local last = tonumber(state[2])
  if owner < fence or last < stored then return { 'lost', i } end
  if last >= number then return { 'overtaken', i } end
  states[i] = state
end

-- Lets go of the packets over the bounds; gives the size of what is left and the time of its first.
local function trim(stream, chars, firstAt, now)
  local count, most, oldest = tonumber(ARGV[2]), tonumber(ARGV[3]), now - tonumber(ARGV[4])
  local length = redis.call('XLEN', stream)
  local function isOver()
    return length > 0 and (length > count or chars > most or firstAt < oldest)
  end
  while isOver() do
    -- One more than must go, for its time.
    local heads = redis.call('XRANGE', stream, '-', '+', 'COUNT',
      math.max(2, math.min(length - count + 1, 100)))
    for _, head in ipairs(heads) do
      firstAt = tonumber(string.match(head[1], '%d+$'))
      if not isOver() then break end
      length = length - 1
      chars = chars - tonumber(head[2][2])
    end
    redis.call('XTRIM', stream, 'MAXLEN', length)
  end
  return chars, firstAt
end

for i, key in ipairs(KEYS) do
  local state = states[i]
  local changes = { 'number', ARGV[1] }
  local function change(name, value)
    changes[#changes + 1] = name
    changes[#changes + 1] = value
  end
  for _, name in ipairs({ 'inbound', 'acked' }) do
    local value = take()
    if value ~= '' then change(name, value) end
  end
  local lastOutbound = tonumber(state[4] or 0)
  local newest = take()
  if tonumber(newest) > lastOutbound then change('lastOutbound', newest) end
  local count = tonumber(take())
  local began = tonumber(state[3] or 0)
  if count > 0 then change('began', began + count) end
  redis.call('HSET', key, unpack(changes))

  for n = 1, count do
    local id, record = take(), take()
    if record == '' then
      redis.call('HDEL', key .. ':pending', id)
    else
      redis.call('HSETNX', key .. ':pending', id, (began + n) .. ' ' .. record)
    end
  end

  local delivered = take()
  if delivered ~= '' then
    redis.call('ZREMRANGEBYSCORE', key .. ':outbound', '-inf', delivered)
  end
  for _ = 1, tonumber(take()) do
    local place, stanza = take(), take()
    if stanza == '' or tonumber(place) <= lastOutbound then
      redis.call('ZREMRANGEBYSCORE', key .. ':outbound', place, place)
    end
    if stanza ~= '' then redis.call('ZADD', key .. ':outbound', place, stanza) end
  end

  for _ = 1, tonumber(take()) do
    local name, value = take(), take()
    if value == '' then
      redis.call('HDEL', key .. ':facts', name)
    else
      redis.call('HSET', key .. ':facts', name, value)
    end
  end

  for _ = 1, tonumber(take()) do
    local text = take()
    if not redis.call('LPOS', key .. ':aside', text) then
      redis.call('RPUSH', key .. ':aside', text)
      redis.call('LTRIM', key .. ':aside', '-' .. ARGV[5], -1)
    end
  end

  local packets = tonumber(take())
  if packets > 0 then
    local stream = key .. ':packets'
    local lastSeq, chars = tonumber(state[5] or 0), tonumber(state[6] or 0)
    local firstAt, now = tonumber(state[7] or ''), 0
    for _ = 1, packets do
      local seq, at, size, name, from, content = take(), take(), take(), take(), take(), take()
      now = tonumber(at)
      if tonumber(seq) > lastSeq then
        redis.call('XADD', stream, seq .. '-' .. at,
          'chars', size, 'key', name, 'from', from, 'content', content)
        lastSeq, chars, firstAt = tonumber(seq), chars + tonumber(size), firstAt or now
      end
    end
    chars, firstAt = trim(stream, chars, firstAt or now, now)
    redis.call('HSET', key, 'lastSeq', lastSeq, 'chars', chars, 'firstAt', firstAt)
  end
end
return {}
`);
