const form = document.querySelector("#form");
const answer = document.querySelector("#answer");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = new FormData(form).get("name").trim();
  const response = await fetch("/api/hello?name=" + encodeURIComponent(name));
  answer.textContent = JSON.stringify(await response.json(), null, 2);
});
