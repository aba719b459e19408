// Users: an admin lets people in, changes what they may do, and shuts them out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, GUARDED, logIn, overflow, PASSWORD, person, settled } from './desk.mjs';

const NEW = 'wolke hafen zehn feder';

test('an admin adds a user, gives another role and password, makes a token, disables and removes', async () => {
  const ada = await person({ desk: GUARDED });
  const page = await logIn(ada, 'ada', '/users');
  assert.deepEqual(await barriers(page), []);
  await page.fill('#account-name', 'tom');
  await page.selectOption('#account-role', 'reader');
  await page.fill('#account-password', PASSWORD);
  await page.keyboard.press('Enter');
  const row = page.locator('.account', { hasText: 'tom' });
  await row.waitFor();

  const tom = await person({ desk: GUARDED });
  const his = await logIn(tom, 'tom', '/users');
  assert.equal(await his.locator('.account').count(), 0, 'only admins see the others');
  await his.locator('#own-old').waitFor();

  await row.locator('select').selectOption('reviewer');
  await page.locator('.users-said', { hasText: 'tom' }).waitFor();
  await his.goto('/review');
  await settled(his);
  assert.ok(await his.locator('.review-confirm').isEnabled());

  await row.getByRole('button', { name: /API/ }).click();
  const token = await page.locator('.new-token input').inputValue();
  const bearer = { headers: { Authorization: `Bearer ${token}` } };
  assert.equal((await ada.context.request.get(`${GUARDED}/api/v1/status`, bearer)).status(), 200);
  await page.locator('.new-token .button', { hasText: 'Schließen' }).click();

  await row.getByRole('button', { name: /Passwort/ }).click();
  await page.keyboard.type(NEW);
  await page.keyboard.press('Enter');
  await page.locator('.users-said', { hasText: 'neues Passwort' }).waitFor();
  await his.reload();
  await his.locator('#login-name').waitFor();

  await row.getByRole('button', { name: /Sperren/ }).click();
  await row.locator('.disabled-tag').waitFor();
  assert.equal((await tom.context.request.get(`${GUARDED}/api/v1/status`, bearer)).status(), 401);
  await his.fill('#login-name', 'tom');
  await his.fill('#login-password', NEW);
  await his.keyboard.press('Enter');
  await his.locator('.login .notice').waitFor();
  await row.getByRole('button', { name: /Entsperren/ }).click();
  await row.locator('.disabled-tag').waitFor({ state: 'detached' });

  await row.getByRole('button', { name: /Entfernen/ }).click();
  await row.getByRole('button', { name: 'Entfernen' }).click();
  await row.waitFor({ state: 'detached' });
  assert.deepEqual(ada.troubles, []);
  await Promise.all([ada.close(), tom.close()]);
});

test('a password that is too short is refused in words, and admins cannot shut themselves out', async () => {
  const ada = await person({ desk: GUARDED, width: 390 });
  const page = await logIn(ada, 'ada', '/users');
  await page.fill('#account-name', 'tina');
  await page.fill('#account-password', 'kurz');
  await page.keyboard.press('Enter');
  await page.locator('.notice').waitFor();
  assert.equal(await page.locator('.account', { hasText: 'tina' }).count(), 0);
  const own = page.locator('.account', { hasText: 'ada' });
  assert.ok(await own.locator('select').isDisabled());
  assert.equal(await own.getByRole('button', { name: /Sperren|Entfernen/ }).count(), 0);
  assert.equal(await overflow(page), 0);
  assert.deepEqual(await barriers(page), []);
  await ada.close();
});

test('somebody changes their own password and logs in with it', async () => {
  const rita = await person({ desk: GUARDED });
  const page = await logIn(rita, 'rita', '/users');
  const becomes = async (old, password) => {
    await page.fill('#own-old', old);
    await page.fill('#own-new', password);
    await page.keyboard.press('Enter');
  };
  await becomes('ganz falsch geraten', NEW);
  await page.locator('.notice').waitFor();
  await becomes(PASSWORD, NEW);
  await page.locator('#login-name').waitFor();
  await page.fill('#login-name', 'rita');
  await page.fill('#login-password', NEW);
  await page.keyboard.press('Enter');
  await page.locator('#own-old').waitFor();
  await becomes(NEW, PASSWORD);
  await page.locator('#login-name').waitFor();
  await rita.close();
});

test('a desk without a login says how others get one', async () => {
  const vera = await person();
  const page = await vera.open('/users');
  await page.locator('.command', { hasText: 'users add' }).waitFor();
  assert.deepEqual(await barriers(page), []);
  await vera.close();
});
