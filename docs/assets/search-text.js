// Words as the search index holds them: what edition/search_text.py did to a text is done to a query, and undone in what is shown.

export const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}";
const STOPS = "\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65";
const [LETTER, WIDE, STRETCHED, SPACE, OTHER] = "\ufe00\ufe01\ufe02\u2063\ufe04";
const PLAIN = { ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th", ħ: "h", ŧ: "t", ŋ: "n" };
const written = new Map(Object.entries(PLAIN).flatMap(([letter, plain]) => [[letter, plain], [letter.toUpperCase(), plain.toUpperCase()]]));
written.set("ẞ", "SS").delete("SS");
written.delete("I");
const ETH = { ð: "d", Ð: "D" };
const printed = new Map([...written].map(([letter, plain]) => [plain + LETTER, letter]));
const PLAINS = [...written.values()].sort((one, other) => other.length - one.length).join("|");

const RUN = new RegExp(`[${UNSPACED}]\\p{M}*(?:[${UNSPACED}]\\p{M}*)*`, "gu");
const spaced = (run) => run.match(/.\p{M}*/gsu).join(" ");
const squeezed = (text) => text.replace(/\s+/gu, " ").trim();

/** A query as what is asked of the index: the words, and a phrase for what stands in quotation marks or has no spaces. */
export function asked(query) {
  const words = [];
  const phrases = [];
  for (const [, quoted, plain] of query.normalize("NFKC").replaceAll("\u0640", "").matchAll(/"([^"]*)"|([^"]+|")/gu)) {
    if (quoted !== undefined) {
      const exact = quoted.replace(/./gu, (letter) => (written.has(letter) ? written.get(letter) + LETTER : letter));
      phrases.push(squeezed(exact.replace(RUN, (run) => ` ${spaced(run)} `)));
    } else if (plain !== '"') {
      const found = plain.replace(/./gu, (letter) => written.get(letter) ?? ETH[letter] ?? letter);
      words.push(found.replace(RUN, (run) => (phrases.push(spaced(run)), " ")));
    }
  }
  return [squeezed(words.join(" ")), ...phrases.filter(Boolean).map((phrase) => `"${phrase}"`)].filter(Boolean);
}

const TAG = "(?:</?mark>)*";
const ADDED_SPACE = new RegExp(`(?<!${SPACE}${TAG})(?:(?<=[${UNSPACED}${STOPS}]${TAG}) | (?=${TAG}[${UNSPACED}]))`, "gu");

/** An excerpt of the index, a text or Pagefind's HTML with its <mark>, as it was printed. */
export function shown(excerpt) {
  return excerpt
    .replace(ADDED_SPACE, "")
    .replaceAll(SPACE, "")
    .replaceAll("</mark><mark>", "")
    .replace(/(?<=[。！？…؟۔।])((?:<\/?mark>)*)\.(?=$|\s|<)/gu, "$1") // Pagefind ends every block with a full stop
    .replace(new RegExp(`(?:${PLAINS})${LETTER}`, "gu"), (one) => printed.get(one) ?? one)
    .replace(new RegExp(`([dD])${OTHER}`, "gu"), (_, letter) => (letter === "d" ? "ð" : "Ð"))
    .replace(new RegExp(`([!-~])${WIDE}`, "gu"), (_, letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    .replaceAll(STRETCHED, "\u0640");
}

const ONLY_UNSPACED = new RegExp(`^[${UNSPACED}${STOPS}\\p{P}\\p{M}\\s]+$`, "u");

/** Whether a text has letters only of scripts that put no space between words. */
export const isUnspaced = (text) => ONLY_UNSPACED.test(text);

/** A name without case and accents, as it is looked for in a list. */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łđøßæœıþħŧŋ]/gu, (letter) => PLAIN[letter]);
