// The citation panel: copies each form, and saves those that reference managers read. The styles and BibTeX stand on the
// page; RIS and CSL-JSON are made of the BibTeX.

import { itemOf } from "./bibtex.js";
import { ris } from "./ris.js";
import { language, said, words } from "../words.js";

const FILES = {
  BibTeX: { ending: "bib", type: "application/x-bibtex" },
  RIS: { ending: "ris", type: "application/x-research-info-systems" },
  "CSL-JSON": { ending: "json", type: "application/vnd.citationstyles.csl+json" },
};

class Panel {
  #status = element("p");
  #slug;

  constructor(panel) {
    const list = panel.querySelector("dl");
    const forms = new Map([...list.children].map((row) => [row.firstElementChild.textContent, row.lastElementChild]));
    const item = itemOf(forms.get("BibTeX").textContent);
    this.#slug = item.id;
    for (const [name, text] of [["RIS", ris(item)], ["CSL-JSON", `${JSON.stringify([item], null, 2)}\n`]]) {
      forms.set(name, element("dd", element("pre", text)));
      list.append(element("div", element("dt", name), forms.get(name)));
    }
    for (const [name, form] of forms) form.append(this.#actions(name, form.textContent));
    this.#status.setAttribute("role", "status");
    panel.append(this.#status);
  }

  /** Copy and, where reference managers read the form, download. */
  #actions(name, text) {
    const actions = element("p", button("cite.copy", name, () => this.#copy(name, text)));
    const file = FILES[name];
    if (file) actions.append(" ", button("cite.save", name, () => save(`${this.#slug}.${file.ending}`, file.type, text)));
    actions.lang = language;
    actions.dir = words.dir || "ltr";
    return actions;
  }

  async #copy(name, text) {
    this.#status.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      this.#status.textContent = said("cite.copied", { form: name });
    } catch {
      this.#status.textContent = said("cite.refused");
    }
  }
}

function save(name, type, text) {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function button(word, form, act) {
  const made = element("button", said(word));
  made.type = "button";
  made.setAttribute("aria-label", `${said(word)}: ${form}`);
  made.addEventListener("click", act);
  return made;
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

const panel = document.querySelector("details.citation");
if (panel) new Panel(panel);
