// @ts-check
document.documentElement.classList.add('has-script');
