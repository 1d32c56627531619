// Helps on the officers' desk. Everything works without it; the server checks what is asked and what is not.
"use strict";

// A field that is asked only with certain answers is shown only with them: data-when="name=value value".
const whens = [...document.querySelectorAll("form [data-when]")].map((part) => {
  const cut = part.dataset.when.indexOf("=");
  return { part, name: part.dataset.when.slice(0, cut), values: part.dataset.when.slice(cut + 1).split(" ") };
});
const answered = (form, name) => [...form.elements].filter((field) => field.name === name)
  .flatMap((field) => (field.type === "radio" || field.type === "checkbox" ? (field.checked ? [field.value] : []) : field.value.split(/[\n,;]/)))
  .map((value) => value.trim());
const showAsked = () => {
  for (const { part, name, values } of whens) {
    const form = part.closest("form");
    // What depends on something that does not stand on the page was decided when the page was made.
    if (![...form.elements].some((field) => field.name === name)) continue;
    part.hidden = !answered(form, name).some((value) => values.includes(value));
  }
};
if (whens.length) {
  document.addEventListener("change", showAsked);
  showAsked();
}

// A form that was just refused is looked at first.
document.querySelector("details[open] .has-error")?.scrollIntoView({ block: "center" });
