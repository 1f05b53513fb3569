const form = document.querySelector("#form");
const answer = document.querySelector("#answer");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = new FormData(form).get("name").trim();
  answer.textContent = `Hello, ${name || "world"}!`;
});
