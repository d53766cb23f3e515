import { replaceGlobals } from "./browser.js";

/** Time that stands still until the test lets it pass. */
export function fakeClock(t) {
  const alarms = new Map();
  let now = Date.UTC(2026, 10, 22);
  let lastId = 0;
  const set = (every) => (work, milliseconds) => {
    alarms.set(++lastId, { at: now + milliseconds, every: every ? milliseconds : undefined, work });
    return lastId;
  };
  const clear = (id) => alarms.delete(id);
  replaceGlobals(t, {
    setTimeout: set(false),
    setInterval: set(true),
    clearTimeout: clear,
    clearInterval: clear,
    Date: { now: () => now },
  });
  const next = () => [...alarms].sort(([, one], [, other]) => one.at - other.at)[0];
  return {
    /** How many timers are set. */
    set: () => alarms.size,
    /** Time passes, and timers run when it is theirs. */
    pass(milliseconds) {
      const end = now + milliseconds;
      for (let due = next(); due?.[1].at <= end; due = next()) {
        const [id, { at, every, work }] = due;
        now = at;
        if (every) alarms.set(id, { at: now + every, every, work });
        else alarms.delete(id);
        work();
      }
      now = end;
    },
    /** Time passes while the machine is suspended: timers know nothing of it. */
    suspend(milliseconds) {
      now += milliseconds;
      for (const alarm of alarms.values()) alarm.at += milliseconds;
    },
  };
}
