// Where drafts are on the device: one IndexedDB database of the kit, a draft a form. Nothing is there before somebody asks:
// looking makes no database, and the last draft takes the database away with it. `exit.js` deletes it by its name.
//
// Each function opens the database for itself and closes it: no page keeps another from deleting it. What the browser refuses
// is thrown as `Refused`.

const NAME = "parcours";
const DRAFTS = "drafts";

/** Why nothing could be kept: `no-store` (private mode, storage forbidden), or `full`. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** The draft of a form, `{ revision, envelope, key }`, or undefined. */
export async function find(form) {
  const database = await connect(false);
  return database && within(database, "readonly", (drafts, done) => ask(drafts.get(form), done));
}

/**
 * Keeps a draft in the place of the one whose revision is `known` (undefined: of none). When another one is there by now, or
 * that one is gone, nothing is changed. Gives `{ kept }`, and the draft that is there as `other`.
 */
export async function keep(form, draft, known) {
  const database = await connect(true);
  return within(database, "readwrite", (drafts, done) =>
    ask(drafts.get(form), (other) => {
      const kept = other?.revision === known;
      if (kept) drafts.put(draft, form);
      done({ kept, other });
    }),
  );
}

/** Deletes the draft of a form, and those that `isOver` says so of. */
export async function forget(form, isOver = () => false) {
  const database = await connect(false);
  if (!database) return;
  const left = await within(database, "readwrite", (drafts, done) => {
    drafts.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return ask(drafts.count(), done);
      if (cursor.key === form || isOver(cursor.value)) cursor.delete();
      cursor.continue();
    };
  });
  if (left === 0) indexedDB.deleteDatabase(NAME);
}

/** The database, or undefined where there is none and none is to be made. */
function connect(make) {
  return new Promise((done, fail) => {
    const refuse = (error) => fail(refusal(error));
    let none = false;
    let request;
    try {
      request = indexedDB.open(NAME, 1);
    } catch (error) {
      return refuse(error);
    }
    request.onupgradeneeded = () => {
      none = !make;
      if (make) request.result.createObjectStore(DRAFTS);
      else request.transaction.abort();
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      done(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      if (none) done(undefined);
      else refuse(request.error);
    };
    request.onblocked = () => refuse();
  });
}

/** Runs in a transaction; what `done` is given counts once the transaction has. */
function within(database, mode, run) {
  return new Promise((done, fail) => {
    const stop = (error) => {
      database.close();
      fail(refusal(error));
    };
    try {
      const transaction = database.transaction(DRAFTS, mode, { durability: "strict" });
      let result;
      transaction.oncomplete = () => {
        database.close();
        done(result);
      };
      transaction.onabort = () => stop(transaction.error);
      run(transaction.objectStore(DRAFTS), (value) => (result = value));
    } catch (error) {
      stop(error);
    }
  });
}

const ask = (request, done) => {
  request.onsuccess = () => done(request.result);
};

const refusal = (error) => new Refused(error?.name === "QuotaExceededError" ? "full" : "no-store");
