// Copies the account, and says what another amount costs. Without it the page says the same for usual amounts.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
  });
}

const line = document.querySelector(".donations__calculator");
if (line) {
  const { rate, beyond, ceiling } = line.dataset;
  const [input, output] = [line.querySelector("input"), line.querySelector("output")];
  const money = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR" });
  line.hidden = false;
  input.addEventListener("input", () => {
    const amount = Number(input.value);
    const first = ceiling ? Math.min(amount, Number(ceiling)) : amount;
    // In cents, rounded as the page does: a half cent upwards.
    const reduction = Math.round(first * Number(rate) + (amount - first) * Number(beyond)) / 100;
    output.textContent = amount > 0 && input.validity.valid ? money.format(amount - reduction) : "";
  });
}
