// A little help where a form alone is not enough: reading cards, sending files with progress, not sending twice. Everything else works without it.
"use strict";
const token = document.body.dataset.formToken;

// What belongs to a choice is shown only with it.
for (const part of document.querySelectorAll("[data-shown-by]")) {
  const choice = document.getElementById(part.dataset.shownBy);
  const show = () => { part.hidden = !choice.checked; };
  for (const input of document.querySelectorAll(`input[name="${choice.name}"]`)) input.addEventListener("change", show);
  show();
}

// A field that depends on another of its form is shown when it applies; the server asks the same again.
const dependent = document.querySelectorAll("form [data-when]");
const showAsked = () => {
  for (const part of dependent) {
    const cut = part.dataset.when.indexOf("=");
    const name = part.dataset.when.slice(0, cut);
    const wanted = part.dataset.when.slice(cut + 1).split(" ");
    const fields = [...part.closest("form").elements].filter((field) => field.name === name);
    // What depends on something that does not stand on the page was decided when the page was made.
    if (!fields.length) continue;
    const values = fields.flatMap((field) => (field.type === "radio" || field.type === "checkbox" ? (field.checked ? [field.value] : []) : field.value.split(/[\n,;]/)));
    part.hidden = !values.some((value) => wanted.includes(value.trim()));
  }
};
if (dependent.length) { document.addEventListener("change", showAsked); showAsked(); }

// Codes are found by words; what is chosen stands in the field itself, one a line.
for (const box of document.querySelectorAll("[data-codes]")) {
  const field = box.querySelector("textarea");
  const chosen = box.querySelector(".codes-chosen");
  const search = document.createElement("input");
  search.type = "search"; search.className = "form-control"; search.autocomplete = "off";
  search.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`).textContent.trim());
  search.placeholder = document.body.dataset.searchCodes ?? "";
  const found = document.createElement("ul");
  found.className = "codes-found"; found.setAttribute("role", "status");
  field.hidden = true;
  box.insertBefore(search, field); box.insertBefore(found, field);
  const codes = () => field.value.split(/[\s,;]+/).filter(Boolean);
  const keep = (list) => { field.value = list.join("\n"); field.dispatchEvent(new Event("input", { bubbles: true })); };
  const line = (code, name, warning) => {
    const item = document.createElement("li");
    const strong = document.createElement("strong");
    strong.textContent = code;
    const remove = document.createElement("button");
    remove.type = "button"; remove.className = "plain"; remove.textContent = "✕"; remove.setAttribute("aria-label", `✕ ${code}`);
    remove.addEventListener("click", () => { keep(codes().filter((other) => other !== code)); item.remove(); search.focus(); });
    item.append(strong, ` ${name} `, remove);
    if (warning) { const note = document.createElement("span"); note.className = "notice warn"; note.textContent = warning; item.append(note); }
    return item;
  };
  for (const item of [...chosen.children]) {
    const code = item.querySelector("strong").textContent;
    const warning = item.querySelector(".warn")?.textContent;
    item.querySelector(".warn")?.remove();
    item.replaceWith(line(code, item.textContent.replace(code, "").trim(), warning));
  }
  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      if (!search.value.trim()) { found.replaceChildren(); return; }
      const answer = await fetch(`${box.dataset.codes}?q=${encodeURIComponent(search.value)}`).catch(() => null);
      const entries = answer?.ok ? await answer.json() : [];
      found.replaceChildren(...entries.map((entry) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button"; button.className = "btn second"; button.textContent = `${entry.code} – ${entry.name}`;
        button.addEventListener("click", () => {
          if (!codes().includes(entry.code)) { keep([...codes(), entry.code]); chosen.append(line(entry.code, entry.name, entry.warning)); }
          search.value = ""; found.replaceChildren(); search.focus();
        });
        item.append(button);
        return item;
      }));
    }, 200);
  });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); found.querySelector("button")?.click(); } });
}

// An old address is offered in its present form; it is put into the field only by who says so.
for (const place of document.querySelectorAll("[data-renewal]")) {
  const field = document.getElementById(place.dataset.for);
  let asked = field.value, waiting;
  const offer = (choices) => place.replaceChildren(...choices.map((choice) => {
    const line = document.createElement("p");
    const address = document.createElement("strong");
    address.textContent = choice.address;
    const reason = document.createElement("span");
    reason.className = "fine"; reason.textContent = choice.reason;
    const button = document.createElement("button");
    button.type = "button"; button.className = "plain"; button.textContent = place.dataset.use;
    button.addEventListener("click", () => {
      field.value = asked = choice.address; place.replaceChildren(); field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    line.append(`${place.dataset.lead}: `, address, " ", reason, " ", button);
    return line;
  }));
  const ask = async () => {
    if (field.value === asked) return;
    asked = field.value;
    const body = new URLSearchParams({ form_token: token, field: field.name, address: field.value });
    const answer = field.value.trim() ? await fetch(place.dataset.renewal, { method: "POST", body }).catch(() => null) : null;
    const choices = answer?.ok ? await answer.json() : [];
    if (field.value === asked) offer(choices);
  };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 600); });
  field.addEventListener("change", ask);
}

// A form that changes something is sent once; the key in it makes a second sending harmless anyway.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => setTimeout(() => { for (const button of form.querySelectorAll("button")) button.disabled = true; }, 0));
}
window.addEventListener("pageshow", () => { for (const button of document.querySelectorAll("form[data-once] button[disabled]")) button.disabled = false; });

// What is typed is kept while it is typed, so that a phone that rings loses nothing.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = document.createElement("p");
  status.className = "save-status"; status.setAttribute("role", "status");
  form.append(status);
  let waiting, leaving = false;
  const sending = new AbortController();
  const keep = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("action", "keep");
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "manual", signal: sending.signal }).catch(() => null);
    if (!leaving && answer?.type === "opaqueredirect") status.textContent = form.dataset.autosave;
  };
  form.addEventListener("input", () => { status.textContent = ""; clearTimeout(waiting); waiting = setTimeout(keep, 1200); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(waiting); sending.abort(); });
}

// The summary of faults takes the focus, so that a screen reader begins there.
document.getElementById("errors")?.focus();

// The receipt's QR carries code and secret in the fragment, which is not sent to servers by itself.
const lookUp = document.getElementById("look-up");
if (lookUp && location.hash.length > 10) {
  const cut = location.hash.lastIndexOf(".");
  lookUp.code.value = decodeURIComponent(location.hash.slice(1, cut));
  lookUp.secret.value = decodeURIComponent(location.hash.slice(cut + 1));
  history.replaceState(null, "", location.pathname);
  lookUp.submit();
}

// So does its check code.
const journal = document.getElementById("journal");
if (journal && location.hash.length > 100) {
  journal.code.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  journal.submit();
}

// A kiosk goes back to its start when nobody touches it for a minute, and says so before.
if (document.body.dataset.kiosk) {
  const end = document.getElementById("kiosk-end");
  const notice = document.createElement("p");
  notice.className = "kiosk-closing"; notice.setAttribute("role", "alert"); notice.hidden = true;
  document.body.append(notice);
  let quiet = 0;
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, () => { quiet = 0; notice.hidden = true; }, { passive: true });
  const begun = () => location.pathname !== "/" || location.search || [...document.querySelectorAll("main input:not([type=hidden])")].some((field) => field.value && field.type !== "radio");
  setInterval(() => {
    quiet = begun() ? quiet + 1 : 0;
    if (quiet === 45) { notice.textContent = document.body.dataset.kiosk; notice.hidden = false; }
    if (quiet >= 60) { end.submit(); quiet = 0; }
  }, 1000);
}

// Files are sent one by one with progress; a lost connection is tried again three times.
const fileLimit = 20 * 1024 * 1024;
const send = (file, input, status, tries = 0) => new Promise((resolve) => {
  if (file.size > fileLimit) {
    const problem = document.createElement("p");
    problem.className = "error"; problem.setAttribute("role", "alert"); problem.textContent = `${file.name}: ${status.dataset.tooLarge}`;
    status.replaceChildren(problem); resolve(null);
    return;
  }
  const line = document.createElement("p");
  const bar = document.createElement("progress");
  bar.max = 100; bar.value = 0; bar.setAttribute("aria-label", file.name);
  line.append(`${status.dataset.sending}: ${file.name} `, bar);
  status.replaceChildren(line);
  const request = new XMLHttpRequest();
  request.open("POST", input.dataset.upload);
  request.setRequestHeader("X-Form-Token", token);
  request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
  // A file for a dossier that is known by its secret goes with both; neither ever stands in an address.
  if (input.form.dataset.dossier !== undefined) {
    request.setRequestHeader("X-Dossier-Code", input.form.elements.code.value);
    request.setRequestHeader("X-Dossier-Secret", input.form.elements.secret.value);
  }
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total; };
  request.onload = () => {
    let told = {};
    try { told = JSON.parse(request.responseText); } catch { told = {}; }
    if (request.status === 201) { status.replaceChildren(); resolve(told); return; }
    const problem = document.createElement("p");
    problem.className = "error"; problem.setAttribute("role", "alert");
    problem.textContent = `${file.name}: ${told.problem ?? told.detail ?? request.statusText}`;
    status.replaceChildren(problem); resolve(null);
  };
  request.onerror = () => {
    const problem = document.createElement("p");
    problem.className = "error"; problem.setAttribute("role", "alert"); problem.textContent = status.dataset.failed;
    status.replaceChildren(problem);
    if (tries < 3) setTimeout(() => send(file, input, status, tries + 1).then(resolve), 2000 * (tries + 1)); else resolve(null);
  };
  request.send(file);
});
for (const input of document.querySelectorAll("input[data-upload]")) {
  input.addEventListener("change", async () => {
    const status = input.parentElement.querySelector(".upload-status");
    let sent = 0;
    const buttons = input.form.querySelectorAll("button.main");
    for (const button of buttons) button.disabled = true;
    for (const file of input.files) {
      const kept = await send(file, input, status);
      if (!kept) continue;
      sent += 1;
      if (!input.dataset.list) continue;
      const item = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = kept.name;
      const hidden = document.createElement("input");
      hidden.type = "hidden"; hidden.name = input.dataset.name; hidden.value = kept.id;
      item.append(name, hidden);
      document.getElementById(input.dataset.list).append(item);
    }
    input.value = "";
    for (const button of buttons) button.disabled = false;
    if (sent && !input.dataset.list && !status.querySelector(".error")) location.reload();
  });
}
