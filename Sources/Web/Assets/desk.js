// What only the officers' pages need. Everything works without it; the server checks what is asked and what is not.

// Choosing all lines of a list.
document.querySelector("[data-all]")?.addEventListener("change", (event) => {
  for (const box of document.querySelectorAll('input[name="codes"]')) box.checked = event.target.checked;
});

// The identity card: the scanner types the text and ends it with a return.
const reader = document.querySelector("[data-card]");
if (reader) {
  const input = reader.querySelector("input");
  const problem = reader.querySelector("[data-card-problem]");
  const read = async () => {
    if (!input.value.trim()) return;
    const answer = await fetch(reader.dataset.card, { method: "POST", body: new URLSearchParams({ form_token: token, qr: input.value }) });
    const card = await answer.json().catch(() => ({ problem: answer.statusText }));
    problem.textContent = card.problem ?? "";
    if (card.problem) return;
    for (const [name, value] of Object.entries(card)) {
      const field = document.querySelector(`[name="applicant.${name}"]`);
      if (!field) continue;
      field.value = value;
      // Cards carry addresses of before the merger.
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    input.value = "";
    document.querySelector('[name="applicant.phone"]').focus();
    input.form.dispatchEvent(new Event("input"));
  };
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); read(); } });
  input.addEventListener("change", read);
  const button = reader.querySelector("[data-camera]");
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const video = reader.querySelector("video");
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream; video.hidden = false; await video.play();
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      const stop = () => { for (const track of stream.getTracks()) track.stop(); video.hidden = true; };
      const look = async () => {
        const codes = await detector.detect(video).catch(() => []);
        if (codes.length) { input.value = codes[0].rawValue; stop(); read(); } else if (!video.hidden) requestAnimationFrame(look);
      };
      look(); setTimeout(stop, 30000);
    });
  }
}

// The fee and the due time of what is typed so far.
const counter = document.querySelector("form[data-preview]");
if (counter) {
  let waiting;
  const preview = async () => {
    const answer = await fetch(counter.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(counter)) }).catch(() => null);
    if (!answer?.ok) return;
    const told = await answer.json();
    counter.querySelector("[data-fee]").textContent = told.fee || "–";
    counter.querySelector("[data-due]").textContent = told.due || "–";
    // Where nothing is to be paid, nobody is asked how.
    counter.querySelector("[data-paid]").hidden = told.free;
    // What the office holds is offered instead of a paper; the person says yes or no.
    for (const place of counter.querySelectorAll("[data-held]")) {
      const offers = (told.held ?? []).filter((held) => held.paper === place.dataset.held);
      const shown = [...place.querySelectorAll("input")].map((input) => input.value).join("\n");
      if (shown === offers.map((held) => held.value).join("\n")) continue;
      place.replaceChildren(...offers.map((held, index) => {
        const line = document.createElement("div"); line.className = "radio";
        const box = document.createElement("input");
        box.type = "checkbox"; box.name = `papers.${held.paper}.reuse`; box.value = held.value; box.id = `held-${held.paper}-${index}`;
        const label = document.createElement("label"); label.htmlFor = box.id; label.textContent = held.label;
        line.append(box, label);
        return line;
      }));
    }
    for (const [key, value] of Object.entries(told.values ?? {})) {
      const field = counter.elements[`answers.${key}`];
      if (field && !field.value && field.dataset?.offered !== value) { field.value = value; field.dataset.offered = value; }
    }
  };
  counter.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(preview, 250); });
  preview();
}

// Units are found by their names of today and of before the merger; the list shows what fits.
for (const box of document.querySelectorAll("[data-units]")) {
  const input = box.querySelector("input");
  const list = document.getElementById("f-competent");
  const told = document.querySelector("[data-units-found]");
  const all = [...list.options];
  let waiting;
  const find = async () => {
    const words = input.value.trim();
    const answer = words ? await fetch(`${box.dataset.units}?q=${encodeURIComponent(words)}`).catch(() => null) : null;
    if (input.value.trim() !== words) return;
    const found = answer?.ok ? await answer.json() : [];
    const codes = found.map((unit) => unit.code);
    const fitting = codes.map((code) => all.find((option) => option.value === code)).filter(Boolean);
    const chosen = list.value;
    list.replaceChildren(...(fitting.length ? fitting : all));
    list.value = fitting.some((option) => option.value === chosen) || !fitting.length ? chosen : fitting[0].value;
    told.replaceChildren(...found.filter((unit) => unit.formerly).map((unit) => {
      const line = document.createElement("li"); line.textContent = unit.formerly; return line;
    }));
  };
  input.addEventListener("input", (event) => { event.stopPropagation(); clearTimeout(waiting); waiting = setTimeout(find, 250); });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); find(); } });
}

// A form that was just refused is looked at first.
document.querySelector("details[open] .has-error")?.scrollIntoView({ block: "center" });

// A scan that is a picture is shown as wide as its frame.
for (const frame of document.querySelectorAll("iframe[name='scan']")) {
  const fit = () => {
    const picture = frame.contentDocument?.querySelector("body > img");
    if (picture) { picture.style.width = "100%"; picture.style.height = "auto"; }
  };
  frame.addEventListener("load", fit);
  fit();
}
