import * as keystile from "../keystile.js";

window.keystile = keystile;
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
