// Appended to the page's logic: states to links and back, and links that are none.
const { readFileSync } = await import("node:fs");
const { book, states, garbage } = JSON.parse(readFileSync(process.argv[2], "utf8"));

for (const state of states) {
  const link = linkOf(state, book);
  const back = stateOf(decodeURIComponent(link), book);
  const same = Object.keys(back).every((key) => JSON.stringify(back[key]) === JSON.stringify(state[key]));
  console.log(same && linkOf(back, book) === link ? "same" : `${JSON.stringify(state)} came back as ${JSON.stringify(back)}`);
}
for (const link of garbage) {
  try {
    stateOf(link, book);
    console.log("read");
  } catch (e) {
    console.log(e instanceof Refusal && e.message.length > 20 ? "refused" : `${link}: ${e.stack}`);
  }
}
